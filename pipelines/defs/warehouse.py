"""Facts and indicators: one step for every SQL file, of which a part may be chosen."""

from collections.abc import Iterator

import dagster as dg

from pipelines.defs.policy import ONE_WRITER, home, model_key, progress, retry, writing
from pipelines.warehouse.models import Model, models
from pipelines.warehouse.tables import build

_MODELS = {model_key(model.key): model for model in models()}


def _spec(model: Model) -> dg.AssetSpec:
    return dg.AssetSpec(
        model_key(model.key),
        deps=[model_key(parent) for parent in model.parents if not parent.startswith("codes.")],
        group_name=model.key.split(".")[0],
        kinds={"duckdb", "sql"},
        description=model.description,
        skippable=True,
    )


@dg.multi_asset(
    name="warehouse",
    specs=[_spec(model) for model in _MODELS.values()],
    can_subset=True,
    retry_policy=retry,
    pool=ONE_WRITER,
)
def build_warehouse(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Run the chosen SQL files in the order in which they read each other."""
    chosen = [_MODELS[key].key for key in context.selected_asset_keys]
    with writing():
        rows = build(home(), chosen)
    progress(f"facts and indicators: {len(rows)} tables, {sum(rows.values()):,} rows")
    for key, count in rows.items():
        yield dg.MaterializeResult(asset_key=model_key(key), metadata={"rows": count})

"""Commands of the maintainer for the portal; `pipelines.cli` is where they are typed."""

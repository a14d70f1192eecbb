"""When the labels themselves give a cell away: which labels must go, so that the floor holds."""

from __future__ import annotations

import numpy as np

from pipelines.suppression.blocks import Block
from pipelines.suppression.pattern import ROOM, Status
from pipelines.suppression.programs import Program, whole
from pipelines.suppression.system import Whole

PRICE_OF_A_LABEL = 100.0  # against 1 for the cheapest cell hidden: labels go last


def unlabelled_moves(block: Block, cell: int) -> list[Whole] | None:
    """Moves that make the floor of a cell, its labels in the way taken off; none if even so it cannot.

    The two ways are one step of the floor up, or one down: between them lies any other.
    """
    floor = block.rule.floor
    for step in (floor, -floor):
        if block.counts[cell] + step >= 0 and (move := _cheapest(block, cell, step)) is not None:
            _take_labels_off(block, move)
            return [move]
    if block.counts[cell] < 1:
        return None
    pair = [_cheapest(block, cell, step) for step in (floor - 1, -1)]
    moves = [move for move in pair if move is not None]
    if len(moves) < len(pair):
        return None
    for move in moves:
        _take_labels_off(block, move)
    return moves


def _cheapest(block: Block, cell: int, step: int) -> Whole | None:
    """A whole move that may leave the labels, at a price: columns up, down, and both beyond."""
    from scipy.sparse import hstack

    down, up = block.room(may_hide=block.may_be_hidden)
    stays = (block.status == Status.PUBLISHED) & ~block.may_be_hidden
    beyond_up, beyond_down = (
        np.where(stays, 0, beyond) for beyond in (ROOM - up, block.counts - down)
    )
    upper = np.concatenate([up, down, beyond_up, beyond_down]).astype(np.float64)
    lower = np.zeros_like(upper)
    prices = block.prices(may_hide=block.may_be_hidden)
    n, right = len(prices), [cell, cell + 2 * len(prices)]
    wrong = [cell + n, cell + 3 * n]
    if step < 0:
        right, wrong = wrong, right
    upper[wrong] = 0
    within = min(abs(step), int(upper[right[0]]))
    lower[right] = upper[right] = [within, abs(step) - within]
    one = block.relations
    program = Program(
        hstack([one, -one, one, -one], format="csc"),
        lower,
        upper,
        np.concatenate([prices, prices, prices + PRICE_OF_A_LABEL, prices + PRICE_OF_A_LABEL]),
    )
    solution = program.solved_in_whole_numbers()
    if solution is None:
        return None
    plus, minus, more, less = np.split(solution, 4)
    return whole(plus - minus + more - less, block.relations)


def _take_labels_off(block: Block, move: Whole) -> None:
    """Hides what the move passes; a cell that leaves its label loses it."""
    down, up = block.room(may_hide=block.may_be_hidden)
    beyond = (move > up) | (-move > down)
    block.status[block.passed(move)] = Status.HIDDEN_OTHER
    block.status[beyond] = Status.HIDDEN_UNLABELLED

"""Limits: how large a delivered file may be; who only takes files in needs no reader to know it."""

MAX_BYTES = 20_000_000  # a month of the busiest Stek weighs a hundredth of it

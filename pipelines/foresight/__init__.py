"""Foresight: what a delivery would add, and which published figures it may move, before it counts.

Everything happens in memory and is gone when the answer is there: the warehouse and the records of
the house are never opened, and of a delivery nothing is written down.
"""

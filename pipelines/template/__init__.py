"""The workbook that a coordinator fills in for one Stek and month, made from the contracts alone."""

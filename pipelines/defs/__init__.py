"""The graph: a thin shell of assets, checks and a sensor around the modules beside this folder."""

"""How a view looks: Plotly traces and layouts, one module for each kind of drawing."""

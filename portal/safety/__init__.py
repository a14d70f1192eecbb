"""Safety: what holds for every question and every answer, whatever the page."""

"""How the trade writes things down: the summary, the brief, its transcript and its name."""

"""Records: results in, flat dicts out, with documented keys."""

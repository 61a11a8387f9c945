"""Times: the dates, periods, cadences and durations that a text names."""

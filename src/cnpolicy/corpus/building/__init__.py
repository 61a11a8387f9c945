"""Building a corpus: files in, Parquet parts and a manifest of them out."""

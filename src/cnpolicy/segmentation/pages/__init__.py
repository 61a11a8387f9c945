"""What pages print beside the text: segments in, numbers and running lines marked."""

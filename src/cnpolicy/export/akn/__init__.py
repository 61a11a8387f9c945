"""Akoma Ntoso 3.0: a document as the XML of parliaments and courts, and back."""

"""Organizations: names of bodies in, out their full names."""

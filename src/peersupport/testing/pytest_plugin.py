"""What pytest gains where the kit is installed. Small, since every run of pytest on the machine loads it."""

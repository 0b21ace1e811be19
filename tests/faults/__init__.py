"""What happens when power, disk or memory goes away in the middle."""

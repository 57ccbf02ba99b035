return "good"

return "only"

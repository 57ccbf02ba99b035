return "café"

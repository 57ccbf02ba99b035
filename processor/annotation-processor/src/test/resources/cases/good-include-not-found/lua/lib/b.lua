local b = 1

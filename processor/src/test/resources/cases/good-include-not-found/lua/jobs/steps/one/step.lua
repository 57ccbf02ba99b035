local step = 1

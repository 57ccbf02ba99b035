local c = 1

error("bad", 0)

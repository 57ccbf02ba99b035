found[#found + 1] = tostring(i)

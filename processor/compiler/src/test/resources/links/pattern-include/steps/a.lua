names[#names + 1] = "a"

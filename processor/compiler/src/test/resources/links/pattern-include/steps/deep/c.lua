names[#names + 1] = "c"

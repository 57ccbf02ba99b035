names[#names + 1] = "b"

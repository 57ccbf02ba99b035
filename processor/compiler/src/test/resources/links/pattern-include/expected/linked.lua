local names = {}
names[#names + 1] = "a"
names[#names + 1] = "b"
names[#names + 1] = "a"
names[#names + 1] = "b"
names[#names + 1] = "c"
return names

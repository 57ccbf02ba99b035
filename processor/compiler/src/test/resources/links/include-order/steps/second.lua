trail[#trail + 1] = [[second
]]

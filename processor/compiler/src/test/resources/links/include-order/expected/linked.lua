local trail = {}
trail[#trail + 1] = "first"
trail[#trail + 1] = "deeper"
trail[#trail + 1] =                "deepest"
   trail[#trail + 1] = "bottom"
trail[#trail + 1] = "main"
trail[#trail + 1] = [[second
]]
trail[#trail + 1] = "first"
trail[#trail + 1] = "deeper"
trail[#trail + 1] =                "deepest"
   trail[#trail + 1] = "bottom"
trail[#trail + 1] = [[second
]]
return table.concat(trail, " ")

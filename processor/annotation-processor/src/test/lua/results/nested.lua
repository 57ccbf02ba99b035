---@return { points: table<string, [number, string?][]>, any: any }
return { points = { p = { { 0.5, "x" }, { 1.5 } } }, any = { 1, "two", { 3 } } }

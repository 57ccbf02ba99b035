---@return { rows: number[], flags: boolean[] }
return { rows = { 1.5, 2.5, err = true }, flags = { true, false, err = 1 } }

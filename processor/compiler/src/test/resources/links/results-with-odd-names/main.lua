---@return { NAME: string, VALUE: number, LENGTH: boolean[], failed: json, result: integer }
return { NAME = "n", VALUE = 0.5, LENGTH = { true }, failed = { 1 }, result = 3 }

---@arg id string
---@return { status: string, call: { name: string, list: { took: seconds }[] } }
return { status = id, call = { name = id, list = { { took = 1 } } } }

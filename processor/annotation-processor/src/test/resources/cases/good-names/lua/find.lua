---@key reply
---@arg element string
---@arg call string
---@arg find string
---@return { element: string[], reply: string }[]
return { { element = { element, call }, reply = reply .. find } }

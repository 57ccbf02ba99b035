---@key job
---@arg value string
---@return table<string, json>
---@error -2 MissingLock "it is not locked"
return { a = { x = #job, y = #value } }

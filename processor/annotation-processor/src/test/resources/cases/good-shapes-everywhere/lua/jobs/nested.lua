---@key job
---@arg reply string
---@return { a: { d: json } | integer }
return { a = #job + #reply }

---@key job
---@return { id: string, note: string } | nil
return { id = job, note = job }

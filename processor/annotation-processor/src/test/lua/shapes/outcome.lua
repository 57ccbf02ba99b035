-- Finishes a job, or says why it can't.
---@arg lua string
---@return { id: string, note: string? } | { retry: integer } | integer | string | nil
---@error -1 MissingKey "the job does not exist"
---@error -2 MissingLock "the job is not locked"
---@error "BUSY" Busy
return assert(loadstring('return ' .. lua))()

return CALL.name() .. " " .. CALL.mail.name() .. " " .. CALL.only_at_root()

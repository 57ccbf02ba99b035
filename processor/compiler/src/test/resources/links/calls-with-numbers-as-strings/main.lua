return { CALL.upper({}, { 5 }), CALL.upper({}, { "x" }), CALL.upper({}, { 0.5 }) }

package dev.moonlet.spring;

import dev.moonlet.LuaScript;
import java.util.List;

/** A script whose argument and result are JSON. */
@LuaScript("notes")
interface Notes {

    Note keep(String note, Note text);

    record Note(String title, List<String> lines) {}
}

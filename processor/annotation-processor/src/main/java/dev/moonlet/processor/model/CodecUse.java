package dev.moonlet.processor.model;

import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * A codec that an annotation names.
 *
 * @param codec its class
 * @param javaType what it encodes and decodes
 * @param valueType what Moonlet sends and reads in its place
 */
public record CodecUse(TypeElement codec, TypeMirror javaType, TypeMirror valueType) {}

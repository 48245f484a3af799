package io.countersign.it.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Exempts a type from the forbidden-apis gate; the value says why. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@interface AllowForbidden {

    /** The reason. */
    String value();
}

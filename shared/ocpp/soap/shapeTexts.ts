/**
 * The complex types of a version, by name. An element is written `name`, `name?` where it is optional, then its type:
 * `:int`, `:num`, `:bool`, `:time` (dateTime), `:enum` or the name of another complex type; without one it is text.
 * `[]` stands for an element that may be repeated. `Measured` is the value of OCPP 1.5 whose units are attributes.
 */
export type ShapeTexts = Readonly<Record<string, readonly string[]>>;

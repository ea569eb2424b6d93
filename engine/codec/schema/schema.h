// JSON Schema: the one description of each document's form, for us, for editors and for `switchyard schema`.
#pragma once

#include <string_view>

#include "engine/codec/document/document.h"

namespace switchyard::codec {

// The schema of the workspace document, as the file workspace.schema.json has it.
std::string_view workspace_schema_text();

// The same, parsed once.
const Document& workspace_schema();

// A schema that is part of the program; a fault in it is a fault of ours. O(size).
Document parse_schema(std::string_view text);

// Adds a problem for each place where the document is not of the schema's form. The keywords known here are
// common to draft-04 and 07, and mean what they mean there: type, enum, properties, additionalProperties,
// required, items (one schema), minimum, maximum, minLength, maxLength, minItems, maxItems, anyOf, $ref (to
// #/definitions/…), and the annotations $schema, title, description, default, examples, definitions. Where
// all of anyOf fail, the problems of the alternative of the value's type are reported, or else that it is of
// none of the types: never every level of a failure. RapidJSON 1.1's own validator stops at the first
// failure, so it is not used. O(document · keys).
void validate(const Document& document, const Document& schema, Problems& problems);

// The same for one value of a document and one of the schema's definitions.
void validate_part(const Document& document, const Node& value, const Document& schema,
                   std::string_view definition, Problems& problems);

// What is wrong with a schema itself: keywords that are not in the list above, a property without title,
// description, default or examples, a $ref that leads nowhere, defaults (other than null, which stands for
// absence) and examples that the property's own schema refuses.
Problems check_schema(const Document& schema);

// The schema that `schema` stands for when it is a $ref, else itself. Null when the $ref leads nowhere.
const Node* resolve(const Document& whole, const Node& schema);

}  // namespace switchyard::codec

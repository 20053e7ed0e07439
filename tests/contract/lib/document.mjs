// What the OpenAPI document says, in the form the checks ask for it.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ROOT = 'https://contract.invalid/openapi.json';
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export class Document {
  #ajv;
  #partial;
  #validators = new Map();

  constructor(json) {
    this.json = json;
    this.#ajv = validator(json);
    this.#partial = validator(JSON.parse(JSON.stringify(json, (name, value) => (name === 'required' && Array.isArray(value) ? undefined : value))));
    this.operations = Object.entries(json.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => new Operation(this, path, method, item)));
  }

  /** Follows $ref; answers the object and its place. */
  resolve(object, pointer) {
    while (object?.$ref) {
      pointer = object.$ref;
      object = pointer.slice(2).split('/').reduce((at, key) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], this.json);
    }
    return { object, pointer };
  }

  /** Null when the value is valid by the schema at the place, else what is wrong. Of a partial value, members that are required may be absent. */
  invalid(pointer, value, { partial = false } = {}) {
    const key = `${partial}${pointer}`;
    let validate = this.#validators.get(key);
    if (!validate) {
      validate = (partial ? this.#partial : this.#ajv).compile({ $ref: `${ROOT}${pointer}` });
      this.#validators.set(key, validate);
    }
    if (validate(value)) return null;
    const [error] = validate.errors;
    return `${error.instancePath || '(root)'} ${error.message}${error.params?.additionalProperty ? ` (${error.params.additionalProperty})` : ''}`;
  }
}

function validator(json) {
  const ajv = new Ajv2020({ strict: false, allErrors: false, unicodeRegExp: true, validateFormats: true });
  addFormats(ajv);
  // Sizes of numbers are checked by minimum and maximum.
  for (const format of ['int32', 'int64', 'double', 'float']) ajv.addFormat(format, true);
  ajv.addSchema({ ...json, $id: ROOT });
  return ajv;
}

export class Operation {
  constructor(document, path, method, item) {
    this.document = document;
    this.path = path;
    this.method = method.toUpperCase();
    this.definition = item[method];
    this.id = this.definition.operationId ?? `${method} ${path}`;
    const here = `#/paths/${escapePointer(path)}`;
    this.parameters = [
      ...(item.parameters ?? []).map((parameter, index) => [parameter, `${here}/parameters/${index}`]),
      ...(this.definition.parameters ?? []).map((parameter, index) => [parameter, `${here}/${method}/parameters/${index}`]),
    ].map(([parameter, place]) => {
      const { object, pointer } = document.resolve(parameter, place);
      return new Parameter(document, object, pointer);
    });
    this.responses = new Map(Object.entries(this.definition.responses).map(([status, response]) => {
      const { object, pointer } = document.resolve(response, `${here}/${method}/responses/${status}`);
      return [status, { ...object, pointer }];
    }));
    const { object: body, pointer } = document.resolve(this.definition.requestBody ?? {}, `${here}/${method}/requestBody`);
    this.bodyRequired = body.required ?? false;
    this.bodies = Object.entries(body.content ?? {}).map(([mediaType, { schema, example }]) =>
      ({ mediaType, schema, example, pointer: `${pointer}/content/${escapePointer(mediaType)}/schema` }));
  }

  get pathParameters() { return this.parameters.filter((parameter) => parameter.in === 'path'); }

  get queryParameters() { return this.parameters.filter((parameter) => parameter.in === 'query'); }

  get headerParameters() { return this.parameters.filter((parameter) => parameter.in === 'header'); }

  get needsKey() {
    const ways = this.definition.security ?? this.document.json.security ?? [];
    return ways.length > 0 && ways.every((way) => Object.keys(way).length > 0);
  }

  /** Whether it is a list of the API; feeds have cursors as well, and are no JSON. */
  get isList() { return this.method === 'GET' && this.queryParameters.some((parameter) => parameter.name === 'cursor') && 'application/json' in (this.responses.get('200')?.content ?? {}); }

  /** Whether a body is a document of a form of its own, and not JSON by a schema. */
  get takesDocuments() { return this.bodies.some((body) => this.document.resolve(body.schema).object.format === 'binary'); }

  get isStream() {
    const content = this.responses.get('200')?.content ?? {};
    return Object.keys(content).length > 0 && Object.keys(content).every((type) => type === 'text/event-stream');
  }

  /** The address with these values; each is already percent-encoded. Parameters that must be there and are not given have their example. */
  target(pathValues, given = []) {
    const missing = this.queryParameters.filter((parameter) => parameter.required && !given.some(([name]) => name === parameter.name));
    const query = [...missing.flatMap((parameter) => parameter.pairs(parameter.examples[0]).map(([name, value]) => [name, encodeURIComponent(value)])), ...given];
    const path = this.path.replaceAll(/\{(\w+)\}/g, (_, name) => pathValues[name]);
    return path + (query.length ? `?${query.map(([name, value]) => (value === null ? name : `${name}=${value}`)).join('&')}` : '');
  }
}

export class Parameter {
  constructor(document, definition, pointer) {
    Object.assign(this, { document, name: definition.name, in: definition.in, definition, pointer });
    this.required = definition.required ?? false;
    this.schema = document.resolve(definition.schema).object;
    // Other values need a key, which the checks have not.
    const open = /Everything but `(\w+)`.* needs a key/.exec(definition.description ?? '')?.[1];
    if (open) this.schema = { ...this.schema, enum: [open] };
    // And some are right only beside another parameter.
    const dependent = /`(\w+)` only with `\w+`/.exec(definition.description ?? '')?.[1];
    if (dependent) this.schema = { ...this.schema, enum: this.schema.enum.filter((word) => word !== dependent) };
    this.isArray = this.schema.type === 'array';
    this.explode = definition.explode ?? definition.style !== 'simple';
    const examples = Object.values(definition.examples ?? {}).map((example) => document.resolve(example).object.value);
    this.examples = [...examples, definition.example, this.schema.example, ...(this.schema.examples ?? [])].filter((value) => value !== undefined);
  }

  get itemSchema() { return this.isArray ? this.document.resolve(this.schema.items).object : this.schema; }

  /** Every alternative of what one value may be. */
  get alternatives() { return this.itemSchema.anyOf ?? this.itemSchema.oneOf ?? [this.itemSchema]; }

  invalid(value) { return this.document.invalid(`${this.pointer}/schema`, value); }

  /** A value (or several) as name-value pairs of a query, values still to be encoded. */
  pairs(value) {
    if (!this.isArray) return [[this.name, String(value)]];
    return this.explode ? value.map((one) => [this.name, String(one)]) : [[this.name, value.map(String).join(',')]];
  }
}

function escapePointer(key) {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

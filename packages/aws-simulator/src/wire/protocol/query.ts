import type { Protocol, WireAnswer } from './protocol.js';
import { element, escapeXml, xmlMembers, type XmlNames } from './xml.js';

/** AWS query: `<OpResponse><OpResult>…</OpResult><ResponseMetadata>…`. */
export function queryProtocol(namespace: string, names: XmlNames): Protocol {
  return {
    result(operation, output, requestId) {
      const result = element(`${operation}Result`, xmlMembers(output, names, operation));
      const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
      const body = `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`;
      return xml(200, body, requestId);
    },
    error(error, requestId) {
      const type = error.sender ? 'Sender' : 'Receiver';
      const detail = `<Type>${type}</Type><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`;
      const body =
        `<ErrorResponse xmlns="${namespace}"><Error>${detail}</Error>` +
        `<RequestId>${requestId}</RequestId></ErrorResponse>`;
      return xml(error.status, body, requestId);
    },
  };
}

/** EC2's own form of query: no result wrapper, other error elements, `requestId`. */
export function ec2Protocol(namespace: string, names: XmlNames): Protocol {
  return {
    result(operation, output, requestId) {
      const members = xmlMembers(output, names, operation);
      const body = `<${operation}Response xmlns="${namespace}"><requestId>${requestId}</requestId>${members}</${operation}Response>`;
      return xml(200, `<?xml version="1.0" encoding="UTF-8"?>\n${body}`, requestId);
    },
    error(error, requestId) {
      const detail = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`;
      const body =
        `<?xml version="1.0" encoding="UTF-8"?>\n` +
        `<Response><Errors><Error>${detail}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
      return xml(error.status, body, requestId);
    },
  };
}

function xml(status: number, body: string, requestId: string): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body,
  };
}

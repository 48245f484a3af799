// Signs requests with the AWS SDK for JavaScript's signer. One JSON request per line in, its signed headers out.
import { createInterface } from "node:readline";
import { SignatureV4 } from "@smithy/signature-v4";
import { Sha256 } from "@aws-crypto/sha256-js";

for await (const line of createInterface({ input: process.stdin })) {
  const { credentials, service, region, date, request } = JSON.parse(line);
  // S3 signs the path as it is sent.
  const signer = new SignatureV4({ credentials, service, region, sha256: Sha256, uriEscapePath: service !== "s3" });
  const body = Buffer.from(request.body, "base64");
  const signed = await signer.sign({ ...request, body }, { signingDate: new Date(date) });
  console.log(JSON.stringify(signed.headers));
}

// Draws openapi.yaml. The extensions are the names of the errors that each route may answer.
SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#contract',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  persistAuthorization: true,
  showExtensions: true,
  validatorUrl: null,
});

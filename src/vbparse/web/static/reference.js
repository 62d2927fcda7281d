// The reference of the API. What is tried here is sent as whoever is logged in, with the CSRF token of the page.
"use strict";
{
  const place = document.getElementById("reference");
  const csrf = document.querySelector('meta[name="csrf"]');
  SwaggerUIBundle({
    domNode: place,
    url: place.dataset.description,
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
    validatorUrl: null,
    requestInterceptor: (request) => {
      if (csrf) request.headers["X-CSRF-Token"] = csrf.content;
      return request;
    },
  });
}

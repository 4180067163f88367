namespace FreightRecovery.Domain.Customers;

/// <summary>The rules of the customer's slide.</summary>
public sealed record RelationshipPolicy;
